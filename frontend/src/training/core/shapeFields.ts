/** The fields in a model file. */

import { CHOICE_LENGTH, CHOICES, CHOICES_LEAST, FIELD_NAME_LENGTH, FIELDS } from "../../contract/limits.js";
import { checkFilled } from "../../contract/text.js";
import { demand, isId, type Json, parts } from "./shapeParts.js";

/** The id of the field that is predicted. Problem: `invalid`. */
export function checkFields(said: unknown, kind: string): string | null {
  demand(Array.isArray(said) && said.length <= FIELDS, "its fields are too few or many");
  const fields = said.map(checkField);
  demand(new Set(fields.map(({ id }) => id)).size === fields.length, "a field is there twice");
  const outputs = fields.filter(({ role }) => role === "output");
  const withFields = kind === "numbers" || kind === "prediction";
  demand(fields.length > outputs.length === withFields, "its fields are too few or many");
  demand(outputs.length === (kind === "prediction" ? 1 : 0), "its fields are too few or many");
  return outputs[0]?.id ?? null;
}

function checkField(said: unknown): { id: string; role: unknown } {
  const field = parts(said, ["id", "name", "type", "choices", "role"], "field");
  const { id, name, type, choices, role } = field as Json & { choices: unknown };
  demand(isId(id) && typeof name === "string", "a field is damaged");
  checkFilled(name, FIELD_NAME_LENGTH, "model");
  demand(Array.isArray(choices) && (role === "input" || role === "output"), "a field is damaged");
  if (type === "number") {
    demand(choices.length === 0, "a field is damaged");
    return { id, role };
  }
  demand(type === "choice" && role === "input", "a field is damaged");
  demand(CHOICES_LEAST <= choices.length && choices.length <= CHOICES, "a field is damaged");
  for (const choice of choices as unknown[]) {
    demand(typeof choice === "string", "a field is damaged");
    checkFilled(choice, CHOICE_LENGTH, "model");
  }
  demand(new Set(choices).size === choices.length, "a field is damaged");
  return { id, role };
}
