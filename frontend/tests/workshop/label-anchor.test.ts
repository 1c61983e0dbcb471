import type { ReactiveControllerHost } from "lit";
import { beforeEach, expect, test, vi } from "vitest";

import { LabelAnchor } from "../../src/workshop/label-anchor.js";

const LABEL = "01a20903-b6a0-77ac-aa8e-96d31d2a8e90";
const host = { addController: vi.fn() } as unknown as ReactiveControllerHost;
const replaced = vi.fn();

beforeEach(() => {
  vi.stubGlobal("requestAnimationFrame", (draw: () => void) => {
    draw();
  });
  vi.stubGlobal("location", { hash: `#label-${LABEL}`, pathname: "/workshop/p/train" });
  vi.stubGlobal("history", {
    replaceState: (_: unknown, __: string, path: string) => {
      replaced(path);
      location.hash = "";
    },
  });
});

test("the label that the address names gets the focus once, as soon as it is shown", () => {
  const focus = vi.fn();
  const find = vi.fn<(label: string) => HTMLElement | null>().mockReturnValueOnce(null);
  find.mockReturnValue({ focus } as unknown as HTMLElement);
  const anchor = new LabelAnchor(host, find);
  for (let drawn = 0; drawn < 4; drawn++) anchor.hostUpdated();
  expect(find.mock.calls).toEqual([[LABEL], [LABEL]]);
  expect(focus).toHaveBeenCalledOnce();
  expect(replaced.mock.calls).toEqual([["/workshop/p/train"]]);
});

test("what is no label is not looked for", () => {
  const find = vi.fn();
  location.hash = '#label-"] *';
  new LabelAnchor(host, find).hostUpdated();
  expect(find).not.toHaveBeenCalled();
});
