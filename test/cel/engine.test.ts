import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createExpressionEngine } from '../../src/cel/engine.ts';
import { endsWithin } from '../cost.ts';

const { compile, matches } = createExpressionEngine();

const OBJECT = {
  metadata: { name: 'web', labels: { app: 'x' } },
  spec: { replicas: 3, containers: [{ name: 'c', image: 'a:1', resources: { limits: { memory: '128Mi' } } }] },
};

function ask(text: string, object: unknown = OBJECT): unknown {
  const compiled = compile(text, ['object']);
  if ('fault' in compiled) return `fault at ${String(compiled.fault.start)}`;
  const answer = compiled.expression.evaluate({ object });
  return 'error' in answer ? `error` : answer.value;
}

describe('expressions of CEL about objects', () => {
  const cases: readonly [text: string, answer: unknown][] = [
    ['object.spec.replicas <= 5', true],
    ['object.spec.replicas + 1 == 4', true],
    ['has(object.spec.paused)', false],
    ['object.spec.containers.all(c, c.image.matches("^a:[0-9]+$"))', true],
    ['object.spec.containers.exists(c, !has(c.securityContext))', true],
    ['quantity(object.spec.containers[0].resources.limits.memory).isLessThan(quantity("1Gi"))', true],
    ['quantity("1.5").compareTo(quantity("1500m"))', 0n],
    ['quantity("2Ki").asInteger()', 2048n],
    ['isQuantity("12 apples")', false],
    ['object.metadata.?annotations[?"x"].orValue("none")', 'none'],
    ['"matches".matches("m") ? object.metadata.name : ""', 'web'],
    ['matches("abc", "^b")', false],
    ['[3, 1, 2].max()', 3n],
    ['object.metadata.name.replace("w", "v")', 'veb'],
    ['object.spec.nope', 'error'],
    ['object.spec.replicas + "a"', 'error'],
    ['quantity("x").sign()', 'error'],
    ['object.metadata.name.matches("(")', 'error'],
    ['object.spec. &&', 'fault at 13'],
    ['objekt.spec', 'fault at 0'],
    ['nobody(object)', 'fault at 0'],
    ['cel.bind(x, 1, x)', 'fault at 0'],
  ];
  for (const [text, answer] of cases) it(text, () => assert.equal(ask(text), answer));
});

it('stops before loops take too long', () => {
  const wide = { list: Array.from({ length: 3000 }, (_, index) => index) };
  assert.equal(ask('object.list.all(a, object.list.all(b, object.list.all(c, a + b + c >= 0)))', wide), 'error');
  assert.equal(ask('object.list.all(a, a >= 0)', wide), true);
});

it('searches patterns in time proportional to the text', () => {
  endsWithin(2000, () => assert.equal(matches('a'.repeat(50_000), '(a+)+b'), false));
});

it('refuses what is too large', () => {
  assert.equal(ask(`"${'a'.repeat(30_000)}" == ""`), 'fault at 0');
  assert.equal(
    ask(
      'object == 1',
      Array.from({ length: 300_000 }, () => 0),
    ),
    'error',
  );
});
