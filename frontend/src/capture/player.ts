/** Plays clips, one at a time. From their samples: so no address is made of a sound, and the page's policy needs none. */

import { SOUND_RATE } from "../contract/limits.js";

class Player {
  #context: AudioContext | null = null;
  #playing: AudioBufferSourceNode | null = null;

  /** Samples from -1 to 1, `SOUND_RATE` a second. Resolves when it has been heard or when another one began. */
  async play(samples: Float32Array): Promise<void> {
    this.#context ??= new AudioContext();
    await this.#context.resume();
    this.#playing?.stop();
    const buffer = this.#context.createBuffer(1, samples.length, SOUND_RATE);
    buffer.getChannelData(0).set(samples);
    const source = new AudioBufferSourceNode(this.#context, { buffer });
    source.connect(this.#context.destination);
    this.#playing = source;
    await new Promise<void>((resolve) => {
      source.onended = () => resolve();
      source.start();
    });
  }
}

export const player = new Player();
