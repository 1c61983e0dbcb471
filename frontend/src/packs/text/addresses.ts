/** Where the file is that understands sentences. */

export { default as weights } from "../../../../weights/built/text.safetensors.gz?url";
