import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseProgram, programPath } from '../../src/containerize/choose-program.ts';
import type { Program } from '../../src/go/project.ts';
import { Problem } from '../../src/words/problem.ts';
import { program, project } from './facts.ts';

const server = program({ package: './cmd/api', name: 'api' });
const other = program({ package: './cmd/web', name: 'web' });
const tool = program({ package: './cmd/migrate', name: 'migrate', kind: 'tool', listens: [] });
const nested = program({ package: '.', name: 'billing', moduleDir: 'services/billing' });

function chosen(programs: readonly Program[], name?: string): string {
  const choice = chooseProgram(project({ programs }), name === undefined ? {} : { program: name });
  return 'question' in choice ? `asks ${choice.question.options.join(' ')}` : programPath(choice.program);
}

describe('the program to containerize', () => {
  const table: readonly [what: string, programs: readonly Program[], name: string | undefined, expected: string][] = [
    ['the only one', [tool], undefined, './cmd/migrate'],
    ['the only server, whatever else there is', [tool, server], undefined, './cmd/api'],
    ['several servers are asked for', [server, tool, other], undefined, 'asks ./cmd/api ./cmd/web'],
    [
      'of several servers the one that the module is named after',
      [server, program({ package: './cmd/shop', name: 'shop' })],
      undefined,
      './cmd/shop',
    ],
    ['a job before a command-line tool', [tool, program({ package: './job', kind: 'job' })], undefined, './job'],
    [
      'the command-line tool that the module is named after before a job aside',
      [
        program({ package: '.', name: 'shop', kind: 'cli', listens: [] }),
        program({ package: './contrib/notify', name: 'notify', kind: 'job', listens: [] }),
      ],
      undefined,
      '.',
    ],
    ['a chosen package', [server, other], './cmd/web', './cmd/web'],
    ['a chosen package without dot', [server, other], 'cmd/web', './cmd/web'],
    ['a chosen name', [server, other], 'web', './cmd/web'],
    ['a chosen package of a nested module', [server, nested], './services/billing', './services/billing'],
    ['the package as its module names it', [server, nested], '.', './services/billing'],
    ['the root package', [program({ package: '.' })], undefined, '.'],
  ];
  for (const [what, programs, name, expected] of table) {
    it(what, () => {
      assert.equal(chosen(programs, name), expected);
    });
  }

  it('a question has no proposal: nothing decides between servers', () => {
    const choice = chooseProgram(project({ programs: [server, other] }), {});
    assert.equal('question' in choice && choice.question.proposal, null);
  });

  it('an unknown name lists what there is', () => {
    assert.throws(
      () => chosen([server, other], 'nope'),
      (error) => error instanceof Problem && /`nope`.*`\.\/cmd\/api`, `\.\/cmd\/web`/.test(error.message),
    );
  });

  it('a name that two modules share is not guessed', () => {
    const twin = program({ package: '.', name: 'billing', moduleDir: 'old/billing' });
    assert.throws(() => chosen([nested, twin], 'billing'), Problem);
    assert.equal(chosen([nested, twin], 'old/billing'), './old/billing');
  });

  it('no program at all says why, with the file that could not be read', () => {
    const broken = project({ programs: [], errors: [{ file: 'go.mod', message: ['unknown directive'] }] });
    assert.throws(
      () => chooseProgram(broken, {}),
      (error) => error instanceof Problem && /no Go program.*`go\.mod`.*unknown directive/.test(error.message),
    );
  });
});
