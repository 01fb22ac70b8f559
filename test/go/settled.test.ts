import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outdated, type SettledProgram, type ToolchainAnswer, withTypesOf } from '../../src/go/settled.ts';
import { analyzeTexts } from './go-project.ts';

const program = (change: Partial<SettledProgram> = {}): SettledProgram => ({
  ...{ key: 'p', missing: [], cgo: { needs: null, uses: null }, reached: null, calls: {} },
  ...change,
});
const types = { results: {}, fields: {}, variables: {}, constants: { 'example.org/lib.Port': 7077 }, interfaces: [] };

function answer(change: Partial<SettledProgram> = {}, typed = true, key = 'm'): ToolchainAnswer {
  const programs = { 'example.com/app': program(change) };
  const module = { key, names: { 'example.org/go-lib/v2': 'lib' }, types: typed ? types : null, programs };
  return { settled: { version: 'go1.26', modules: { '.': module } }, because: null };
}

const TEXTS = {
  'go.mod': 'module example.com/app\n\nrequire example.org/go-lib/v2 v2.0.0\n',
  'main.go':
    'package main\n\nimport (\n\t"os"\n\n\t"example.org/go-lib/v2"\n)\n\nfunc main() { live(); lib.Do(nil) }\n\n' +
    'func live() { os.Getenv("LIVE") }\n\nvar f = dead\n\nfunc dead() { os.Getenv("DEAD") }\n',
};
const read = async (said: ToolchainAnswer) => {
  const { programs } = await analyzeTexts(TEXTS, { toolchain: () => Promise.resolve(said) });
  return programs[0];
};

describe('what a toolchain settles', () => {
  it('is taken where all that is linked was there', async () => {
    assert.equal((await read(answer()))?.resolvedBy, 'toolchain');
    assert.equal((await read(answer({ missing: ['example.org/x'] })))?.resolvedBy, 'syntax');
  });

  it('C, by the import that leads to it', async () => {
    const needs = ['example.com/app', 'example.org/go-lib/v2', 'example.org/c'];
    const cgo = (await read(answer({ cgo: { needs, uses: null } })))?.cgo;
    assert.equal(cgo?.because, 'example.org/go-lib imports example.org/c, which needs C');
    assert.equal(cgo.place?.line, 6);
  });

  it('C is left to the syntax where that import is gone', async () => {
    const needs = ['example.com/app', 'example.org/gone'];
    assert.deepEqual((await read(answer({ cgo: { needs, uses: null } })))?.cgo, {
      ...{ needed: false, because: null, certainty: 'default' },
    });
  });

  it('C that is used if it is there', async () => {
    const { needed, certainty } = (await read(answer({ cgo: { needs: null, uses: 'example.org/c' } })))?.cgo ?? {};
    assert.deepEqual([needed, certainty], [false, 'default']);
  });

  it('functions that never run', async () => {
    const names = async (said: ToolchainAnswer) => (await read(said))?.env.map(({ name }) => name);
    const reached = ['example.com/app.main', 'example.com/app.live'];
    assert.deepEqual(await names(answer({ reached })), ['LIVE']);
    assert.deepEqual(await names(outdated(answer({ reached }))), await names(answer()));
  });
});

describe('types from before', () => {
  const before = answer({ reached: ['example.com/app.main'] });
  it('stay where packages are as they were, and nothing is new', () => {
    assert.deepEqual(withTypesOf(answer({}, false, 'other'), before), before);
  });
  it('stay where packages are others, which is new', () => {
    const { settled } = withTypesOf(answer({ key: 'q', missing: ['example.org/x'] }, false), before);
    const module = settled?.modules['.'];
    assert.deepEqual(module?.programs['example.com/app'], {
      ...program({ key: 'q p', missing: ['example.org/x'], reached: ['example.com/app.main'] }),
    });
    assert.equal(module.types, types);
  });
  it('are none where there were none', () => {
    const packages = answer({}, false);
    assert.equal(withTypesOf(packages, { settled: null, because: null }).settled, packages.settled);
  });
});
