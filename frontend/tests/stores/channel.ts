/** The stores of a place as a frame of another origin has them: each project over a port of its own. What frames may not
 * do, the page does itself. */

import type { Stores } from "../../src/contract/stores.js";
import { storesOver } from "../../src/stores/hub/guest.js";
import { Service } from "../../src/stores/hub/service.js";
import { type StoreName, VERBS } from "../../src/stores/hub/verbs.js";

type Methods = Record<string, (...args: unknown[]) => unknown>;

export interface OverChannels {
  stores: Stores;
  close(): void;
}

export function overChannels(stores: Stores): OverChannels {
  const guests = new Map<string, Stores>();
  const services: Service[] = [];
  const guestOf = (project: string): Stores => {
    const known = guests.get(project);
    if (known !== undefined) return known;
    const { port1, port2 } = new MessageChannel();
    services.push(new Service(port1, { project, stores }));
    const guest = storesOver(port2);
    guests.set(project, guest);
    return guest;
  };
  const mixed = Object.entries(VERBS).map(([store, verbs]) => {
    const methods = Object.entries(verbs).map(([verb, { how }]) => {
      const call = (...args: unknown[]) => {
        const by = how === "refused" ? stores : guestOf(args[0] as string);
        return (by[store as StoreName] as unknown as Methods)[verb]?.(...args);
      };
      return [verb, call] as const;
    });
    return [store, Object.fromEntries(methods)] as const;
  });
  return {
    stores: { ...Object.fromEntries(mixed), backups: null } as unknown as Stores,
    close: () => services.forEach((service) => service.close()),
  };
}
