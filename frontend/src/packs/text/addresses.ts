/** Where the file is that understands sentences in the languages that most schools write in. */

export { default as weights } from "../../../../weights/built/text.safetensors.gz?url";
