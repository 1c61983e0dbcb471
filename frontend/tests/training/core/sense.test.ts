import { expect, it } from "vitest";

import type { Sense } from "../../../src/training/core/sense.js";
import { featuresOf } from "../../../src/training/core/extractors/known.js";
import { guess } from "../../../src/training/core/answer.js";
import { parseModel } from "../../../src/training/core/modelFile.js";
import { train, type TrainingExample } from "../../../src/training/core/train.js";
import { id, project } from "../material.js";

/** Sees how long a file is, and a file that is not there any more no other way. */
function countingSense(): Sense & { looks: number } {
  const sense = {
    kind: "images" as const,
    length: 2,
    looks: 0,
    remembered: new Map<string, Float32Array>(),
    row: (file: Blob) => {
      sense.looks++;
      return Promise.resolve(Float32Array.of(file.size > 4 ? 1 : 0, file.size > 4 ? 0 : 1));
    },
    rowsToTrain: (file: Blob) => sense.row(file),
  };
  return sense;
}

function examples(): TrainingExample[] {
  return Array.from({ length: 8 }, (_, i) => {
    const file = new Blob(["x".repeat(i % 2 ? 8 : 2)]);
    const media = { mediaId: id(i), type: "image/png" as const, bytes: file.size, nearHash: null };
    return {
      id: id(10 + i),
      labelId: id(i % 2),
      data: { media: { ...media, sha256: `${i}`.padStart(64, "0") } },
      heldBack: false,
      file,
    };
  });
}

it("looks at a picture once, however often it is trained on", async () => {
  const sense = countingSense();
  const order = { modelId: id(90), trainedAt: 0, sense };
  const asked = { ...project(2), kind: "images" as const };
  const first = await train(asked, examples(), order);
  expect(sense.looks).toBe(8);
  const second = await train(asked, examples(), order);
  expect(sense.looks).toBe(8);
  expect(second).toEqual(first);
  expect(first.model.features).toEqual(featuresOf("images"));
});

it("refuses a model that was made with other weights", async () => {
  const sense = countingSense();
  const asked = { ...project(2), kind: "images" as const };
  const { model } = await train(asked, examples(), { modelId: id(90), trainedAt: 0, sense });
  const parsed = await parseModel(model);
  const data = [{ file: new Blob(["xx"]) }];
  expect((await guess(parsed, data, sense))[0]?.confidences[0]?.labelId).toBe(id(0));
  Object.assign(parsed, { features: { ...model.features, sha256: "0".repeat(64) } });
  await expect(guess(parsed, data, sense)).rejects.toMatchObject({ code: "invalid" });
  await expect(guess(parsed, data)).rejects.toMatchObject({ code: "invalid" });
});
