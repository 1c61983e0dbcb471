import { describe, expect, test } from "vitest";

import { newProjectHref, projectsHref, routeOf, stepHref } from "../../src/workshop/router.js";

const ID = "01920000-0000-7000-8000-000000000001";

describe("routeOf", () => {
  test("knows every address that it makes", () => {
    expect(routeOf(projectsHref)).toEqual({ page: "projects" });
    expect(routeOf(newProjectHref)).toEqual({ page: "new" });
    expect(routeOf(stepHref(ID, "train"))).toEqual({ page: "project", project: ID, step: "train" });
    expect(routeOf(stepHref(ID, "test"))).toEqual({ page: "project", project: ID, step: "test" });
  });

  test.each([
    "/",
    "/classes/",
    "/workshop",
    "/workshop/newer",
    `/workshop/${ID}`,
    `/workshop/${ID}/make`,
    "/workshop/1/train",
  ])("%s is not one of them", (path) => {
    expect(routeOf(path)).toEqual({ page: "missing" });
  });
});
