import files from "../../../tests/contract/media.json" with { type: "json" };
import vectors from "../../../tests/contract/picture-vectors.json" with { type: "json" };

export { files, vectors };

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(base64, "base64"));
}
