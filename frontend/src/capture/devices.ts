/** The camera and the microphone of this computer, which a person must allow a page to use. */

export type Device = "camera" | "microphone";

/** Why a device cannot be used: the person or the browser said no, there is none, another program has it, or the page is
 * not served in a way that browsers trust. */
export type DeviceTrouble = "blocked" | "missing" | "busy" | "unsafe";

export class DeviceError extends Error {
  constructor(readonly trouble: DeviceTrouble) {
    super(`The device cannot be used: ${trouble}.`);
  }
}

const WANTED: Record<Device, MediaStreamConstraints> = {
  // On a tablet the camera of its back: pictures are mostly of things.
  camera: { video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } } },
  // What a browser does for phone calls would take away the very noises that a project is about.
  microphone: { audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false } },
};

const TROUBLES: Partial<Record<string, DeviceTrouble>> = {
  NotAllowedError: "blocked",
  SecurityError: "blocked",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
};

/** On until `turnOff`. The browser asks the person, if it does not know the answer. Throws `DeviceError`. */
export async function turnOn(device: Device): Promise<MediaStream> {
  // Not there on pages that are not served securely.
  const { mediaDevices: devices } = navigator as Partial<Navigator>;
  if (devices === undefined) throw new DeviceError("unsafe");
  try {
    return await devices.getUserMedia(WANTED[device]);
  } catch (fault) {
    throw new DeviceError((fault instanceof DOMException && TROUBLES[fault.name]) || "busy");
  }
}

export function turnOff(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Whether the person has said yes before, so that the browser will not ask. */
export async function isAllowed(device: Device): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: device });
    return state === "granted";
  } catch {
    return false;
  }
}
