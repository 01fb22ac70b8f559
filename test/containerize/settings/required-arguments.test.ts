import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withDemandedPlaces } from '../../../src/containerize/settings/demanded-places.ts';
import { arrangeEnvironment } from '../../../src/containerize/settings/environment.ts';
import { requiredArguments } from '../../../src/containerize/settings/required-arguments.ts';
import type { Configuration } from '../../../src/go/configuration-file.ts';
import type { Program } from '../../../src/go/project.ts';
import { place, program, variable } from '../facts.ts';

function argumentsFor(names: readonly string[], given: readonly string[] = [], env: readonly string[] = []) {
  const requiredFlags = names.map((name) => ({ ...place, name }));
  const { args, decisions } = requiredArguments(
    program({ requiredFlags, env: env.map((one) => variable(one)) }),
    given,
  );
  return [...args, ...decisions.filter(({ chosen }) => chosen === 'none').map(({ because }) => because)];
}

describe('arguments that a program demands', () => {
  it('take their values from variables of the Secret', () => {
    assert.deepEqual(argumentsFor(['upstream-url', 'peer']), ['--upstream-url=$(UPSTREAM_URL)', '--peer=$(PEER)']);
  });
  it('are left where the plan gives them', () => {
    assert.deepEqual(argumentsFor(['addr', 'peer', 'zone'], ['serve', '--addr=:8080', '-zone', 'a']), [
      '--peer=$(PEER)',
    ]);
  });
  it('have a name of their own where the program reads that variable', () => {
    assert.deepEqual(argumentsFor(['peer'], [], ['PEER']), ['--peer=$(SHOP_PEER)']);
  });
  it('that name what the program makes are given a place in a volume', () => {
    const flag = { ...place, name: 'storage-path' };
    const folder = { ...place, by: 'flag:storage-path', is: 'folder' } as const;
    const file = { ...place, by: 'arg:1', is: 'file' } as const;
    const demands = { requiredFlags: [flag], requiredWords: { ...place, least: 1 } };
    const of = (namedPlaces: Program['namedPlaces'], given: readonly string[] = []) => {
      const planned = program({ ...demands, ...(namedPlaces && { namedPlaces }) });
      const writes = withDemandedPlaces(planned, given).writes.map((one) => one.folder ?? one.path);
      return [...requiredArguments(planned, given).args, ...writes].join(' ');
    };
    assert.equal(of([folder]), '--storage-path=/data $(ARGUMENT_1) /data');
    assert.equal(of([folder, file]), '--storage-path=/data/storage-path /data/1 /data/storage-path /data');
    assert.equal(of([file], ['--storage-path=/x']), '/data/1 /data');
    assert.equal(of([folder, file], ['--storage-path=/x', 'app.db']), '');
  });
  it('that is a variable is given one, too, where its name is of data and nothing else says where', () => {
    const of = (name: string, is: 'file' | 'folder', change: Partial<Program> = {}) => {
      const namedPlaces = [{ ...place, by: `env:${name}`, is }];
      const planned = program({ env: [variable(name)], namedPlaces, ...change });
      const { config } = arrangeEnvironment(planned, new Map());
      const writes = withDemandedPlaces(planned, []).writes.map((one) => one.folder ?? one.path);
      return [config.get(name), ...writes].join(' ');
    };
    assert.equal(of('DB_PATH', 'folder'), '/data /data');
    assert.equal(of('DB_PATH', 'file'), '/data/shop.db /data');
    assert.equal(of('LOG_FILE', 'file'), '');
    assert.equal(of('DB_PATH', 'file', { env: [variable('DB_PATH', { default: 'a.db' })] }), 'a.db');
  });
  it('that name a file are told, not given', () => {
    assert.deepEqual(argumentsFor(['config']), [
      'The program ends at once without `--config`: mount the file that it names, and give it as an argument',
    ]);
  });

  const words: Readonly<Record<string, readonly [least: number, orFlags: boolean, given: string[], args: string[]]>> = {
    'take their values from variables, too': [2, false, [], ['$(ARGUMENT_1)', '$(ARGUMENT_2)']],
    'are counted behind the command': [2, false, ['serve', '--addr=:8080'], ['$(ARGUMENT_2)']],
    'are not missing where the plan gives them': [1, false, [':8080'], []],
    'are not missing where a flag is enough': [1, true, ['--addr=:8080'], []],
    'are missing where no flag is enough': [1, false, ['--addr=:8080'], ['$(ARGUMENT_1)']],
  };
  for (const [what, [least, orFlags, given, wanted]] of Object.entries(words)) {
    it(`that are words: they ${what}`, () => {
      const requiredWords = { ...place, least, ...(orFlags && { orFlags: true as const }) };
      const { args, names } = requiredArguments(program({ requiredWords }), given);
      assert.deepEqual([args, names.length], [wanted, wanted.length]);
    });
  }
  it('that are words come behind flags', () => {
    const demands = { requiredFlags: [{ ...place, name: 'peer' }], requiredWords: { ...place, least: 1 } };
    assert.deepEqual(requiredArguments(program(demands), []).args, ['--peer=$(PEER)', '$(ARGUMENT_1)']);
  });

  const table: readonly [
    what: string,
    configuration: Partial<Configuration>,
    given: readonly string[],
    told: number,
  ][] = [
    ['is told where nothing else names it', {}, ['--addr=:8080'], 1],
    ['is told behind the command', { configuredBy: ['arg:2'] }, ['serve'], 1],
    ['is not missing where it is given', {}, ['config/prod.yaml'], 0],
    ['is not missing where there is another by default', { path: 'config.yaml' }, [], 0],
    ['is not missing where a variable may name it', { configuredBy: ['arg:1', 'env:CONFIG'] }, [], 0],
  ];
  for (const [what, change, given, told] of table) {
    it(`that are a configuration file: it ${what}`, () => {
      const configuration = { ...place, path: null, configuredBy: ['arg:1'], keys: [], ...change };
      const { args, decisions } = requiredArguments(program({ configuration }), given);
      assert.deepEqual([args, decisions.length], [[], told]);
    });
  }
});
