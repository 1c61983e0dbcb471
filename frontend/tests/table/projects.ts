import type { Field, Label, Project } from "../../src/contract/values.js";

export const number = (name: string, role: Field["role"] = "input"): Field => ({
  id: `id of ${name}`,
  name,
  type: "number",
  choices: [],
  role,
});

export const choice = (name: string, choices: string[]): Field => ({
  id: `id of ${name}`,
  name,
  type: "choice",
  choices,
  role: "input",
});

export const label = (name: string): Label => ({ id: `id of ${name}`, name });

export function projectWith(
  kind: "numbers" | "prediction",
  fields: Field[] = [],
  labels: Label[] = [],
): Pick<Project, "kind" | "fields" | "labels"> {
  return { kind, fields, labels };
}
