import type { Method, ModelFile } from "../contract/values.js";

/** In which way this model has learned; the next one learns so too unless told otherwise. */
export function methodOf(model: ModelFile | null): Method {
  return model?.trainer.startsWith("numbers-softmax@") === true ? "neural" : "usual";
}
