import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contractRules } from '../../../src/contract/rules/index.ts';
import { say } from '../../../src/words/message.ts';
import { broken, healthy } from '../seed.ts';
import { seeds } from '../seeds/index.ts';
import { madeByOverlays } from '../seeds/made-by-overlays.ts';
import { projectOf, type Texts } from '../workspace.ts';

const ids: ReadonlySet<string> = new Set(contractRules.map(({ id }) => id));

/** What the rules across files find, and what the graph calls broken because of them. */
async function both(texts: Texts) {
  const project = await projectOf(texts);
  const { nodes, edges } = project.graph();
  const found = Object.keys(texts).flatMap((file) =>
    project.findings(file).filter(({ rule, severity }) => ids.has(rule) && /^(?:error|warning)$/.test(severity)),
  );
  return { nodes, found, edges: edges.filter(({ state, rule }) => state === 'broken' && ids.has(rule ?? '')) };
}

async function agree(texts: Texts): Promise<void> {
  const { nodes, found, edges } = await both(texts);
  const kinds = new Set(nodes.map(({ id }) => id));
  const said = new Set(found.map(({ rule, message }) => `${rule}: ${say(message)}`));
  assert.deepEqual(
    [...new Set(found.map(({ rule }) => rule))].sort(),
    [...new Set(edges.map(({ rule }) => rule))].sort(),
    'every rule that reports more than advice breaks an edge, and no other does',
  );
  for (const { from, to, rule, message } of edges) {
    assert.ok(
      message && said.has(`${String(rule)}: ${say(message)}`),
      `nothing reports ${message ? say(message) : ''}`,
    );
    assert.ok(kinds.has(from) && kinds.has(to), `${from} → ${to}`);
  }
}

describe('graph and findings agree', () => {
  for (const { id, examples } of contractRules) {
    for (const { bad, good, files = {}, file = 'deploy.yaml' } of examples) {
      it(`${id}, bad`, () => agree({ ...files, [file]: bad.replace(/[«»]/g, '') }));
      it(`${id}, good`, () => agree({ ...files, [file]: good }));
    }
  }
  const rules = new Set<string>();
  for (const seed of seeds) {
    // One of every rule is enough: the rules' own tests have the others, but none of overlays.
    const [, rule = ''] = seed.found[0]?.split(': ') ?? [];
    if (rules.has(rule) && !madeByOverlays.includes(seed)) continue;
    rules.add(rule);
    it(`${seed.sample}: ${seed.what}`, async () => agree(broken(await healthy(seed.sample), seed)));
  }
});
