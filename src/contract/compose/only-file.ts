import type { Contract } from '../contract.ts';

/** Compose lays files over one another: `compose.override.yaml`, or what `-f` names. */
export function isOnlyFile(file: string, { list }: Contract): boolean {
  const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
  const others = [...(list?.(folder)?.keys() ?? [])].filter((name) => /^(?:docker-)?compose\b.*\.ya?ml$/.test(name));
  return list !== undefined && others.length <= 1;
}
