import assert from 'node:assert/strict';
import { it } from 'node:test';
import { kubernetesRules } from '../../../src/kubernetes/rules/index.ts';
import { MUST } from './must.ts';
import { readTables } from './tables.ts';

const tables = await readTables();

it('holds texts for every id that must be covered', () => {
  const has = (alias: string) => {
    const { speaks = [], silent = [] } = tables.get(alias) ?? {};
    return speaks.length >= 3 && silent.length >= 3;
  };
  assert.deepEqual(
    MUST.filter((alias) => !has(alias)),
    [],
  );
});

it('has every id with texts as an alias of a rule', () => {
  const carried = new Set(kubernetesRules.flatMap(({ aliases }) => aliases));
  assert.deepEqual(
    [...tables.keys()].filter((alias) => !carried.has(alias) && !alias.startsWith('kubeconform:')),
    [],
  );
});
