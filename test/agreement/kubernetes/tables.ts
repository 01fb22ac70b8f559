import { readdirSync } from 'node:fs';
import type { Agreement, Cases } from './cases.ts';

const NOT_TABLES = ['cases.ts', 'objects.ts', 'tables.ts', 'must.ts'];

/** All tables of this folder as one: every file exports some, by alias; what several say of one alias counts together. */
export async function readTables(): Promise<ReadonlyMap<string, Cases>> {
  const all = new Map<string, Cases>();
  const names = readdirSync(import.meta.dirname).filter((name) => /^[\w-]+\.ts$/.test(name));
  for (const name of names.filter((one) => !NOT_TABLES.includes(one) && !one.endsWith('-cases.ts'))) {
    const tables = Object.values((await import(`./${name}`)) as Record<string, Agreement>);
    for (const table of tables) for (const [alias, cases] of Object.entries(table)) add(all, alias, cases);
  }
  return all;
}

function add(all: Map<string, Cases>, alias: string, cases: Cases): void {
  const before = all.get(alias) ?? { speaks: [], silent: [] };
  all.set(alias, {
    speaks: [...before.speaks, ...cases.speaks],
    silent: [...before.silent, ...cases.silent],
    differs: [...(before.differs ?? []), ...(cases.differs ?? [])],
  });
}
