import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseManifests } from '../../../src/kubernetes/parse.ts';
import { checksOf, podSecurityChecks, refusing } from '../../../src/kubernetes/pod-security/evaluate.ts';
import { podSpec } from '../../../src/kubernetes/pods/workloads.ts';
import { generatePod } from './generate.ts';

/**
 * What k8s.io/pod-security-admission v0.37.0 refuses of each generated pod: ids of checks, with the minor versions of the
 * policy where it is not all of these.
 */
const refused = JSON.parse(readFileSync(`${import.meta.dirname}/refused.json`, 'utf8')) as string[];
const VERSIONS = Array.from({ length: 18 }, (_, index) => 20 + index);

function view(seed: number) {
  const [manifest] = parseManifests(JSON.stringify(generatePod(seed)), 'pod.json').manifests;
  return (manifest && podSpec(manifest)) ?? assert.fail(`no pod: ${String(seed)}`);
}

function written(seed: number): string {
  const pod = view(seed);
  const rows = podSecurityChecks.flatMap(({ id, since = 0, violations }) => {
    const minors = VERSIONS.filter((minor) => minor >= since && violations(pod, minor).length > 0);
    if (minors.length === 0) return [];
    return [minors.length === VERSIONS.length ? id : `${id}@${String(minors[0])}-${String(minors.at(-1))}`];
  });
  return rows.sort().join(' ');
}

describe('Pod Security Standards', () => {
  it('refuses what the library of the API server refuses, in all versions', () => {
    for (const [seed, ids] of refused.entries()) assert.equal(written(seed), ids, JSON.stringify(generatePod(seed)));
  });

  it('was held against pods that every check refuses, and lets through', () => {
    const count = (id: string) => refused.filter((row) => row.split(/[ @]/).includes(id)).length;
    for (const { id } of podSecurityChecks) assert.ok(count(id) >= 3 && count(id) < refused.length, id);
  });

  const cases: readonly [level: 'baseline' | 'restricted', minor: number, has: string, hasNot: string][] = [
    ['baseline', 37, 'capabilities_baseline', 'capabilities_restricted'],
    ['restricted', 21, 'capabilities_baseline', 'capabilities_restricted'],
    ['restricted', 22, 'capabilities_restricted', 'capabilities_baseline'],
    ['baseline', 34, 'hostProbesAndHostLifecycle', 'runAsUser'],
    ['baseline', 33, 'hostPorts', 'hostProbesAndHostLifecycle'],
    ['restricted', 37, 'restrictedVolumes', 'hostPathVolumes'],
    ['restricted', 34, 'procMount', 'procMount_restricted'],
    ['restricted', 35, 'procMount_restricted', 'procMount'],
    ['restricted', 37, 'seccompProfile_restricted', 'seccompProfile_baseline'],
  ];
  for (const [level, minor, has, hasNot] of cases)
    it(`asks ${has} and not ${hasNot} at the level ${level} of 1.${String(minor)}`, () => {
      const ids = checksOf(level, minor).map(({ id }) => id);
      assert.ok(ids.includes(has));
      assert.ok(!ids.includes(hasNot));
    });

  it('refuses nothing at the level privileged', () => {
    assert.deepEqual(refusing(view(0), 'privileged', 37), []);
  });
});
