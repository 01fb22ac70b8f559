import type { Program } from '../../go/project.ts';
import type { Contract } from '../contract.ts';
import type { OuterRoute } from './outer-routes.ts';
import { reachOf } from './reach.ts';

/** The outer paths that lead to a route of a program: its own and those above it, where nothing changes them on the way. */
export function routesTo(program: Program, path: string, contract: Contract): OuterRoute[] {
  const found = new Map<string, OuterRoute>();
  for (const listener of program.listens) {
    for (const { services } of reachOf(program, listener, contract)) {
      for (const one of services.flatMap(({ routes }) => routes)) {
        if (!one.isKept || !isBelow(path, one.path)) continue;
        const { kind, name } = one.object.manifest;
        found.set(`${kind} ${name} ${one.host ?? ''}${one.path}`, one);
      }
    }
  }
  return [...found.values()];
}

/** Whether a path is another one, or lies below it. */
function isBelow(path: string, other: string): boolean {
  return path === other || path.startsWith(other.endsWith('/') ? other : `${other}/`);
}
