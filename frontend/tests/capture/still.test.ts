import { afterEach, expect, it, vi } from "vitest";

import type { ToDarkroom } from "../../src/media/darkroom.js";

const posted: ToDarkroom[] = [];

class Dark {
  onmessage: ((event: { data: object }) => void) | null = null;

  postMessage(message: ToDarkroom): void {
    posted.push(message);
    const developed = { file: new Blob(["kept"]), nearHash: "0" };
    queueMicrotask(() => this.onmessage?.({ data: { job: message.job, developed } }));
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it("a worker makes the picture of what the camera shows, its middle square", async () => {
  const close = vi.fn();
  const bitmap = vi.fn().mockResolvedValue({ close });
  vi.stubGlobal("Worker", Dark);
  vi.stubGlobal("createImageBitmap", bitmap);
  const { stillOf } = await import("../../src/capture/still.js");
  const video = { videoWidth: 640, videoHeight: 481 } as HTMLVideoElement;
  expect(await (await stillOf(video)).text()).toBe("kept");
  expect(bitmap).toHaveBeenCalledWith(video, 79, 0, 481, 481);
  expect(posted[0]?.work).toEqual({ picture: { close }, isKept: false });
  expect(close).toHaveBeenCalled();
});
