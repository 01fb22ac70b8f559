import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PROFILES } from '../../../src/config/profiles.ts';
import { lintManifests } from '../../../src/kubernetes/lint.ts';
import { parseManifests } from '../../../src/kubernetes/parse.ts';
import { podSecurityChecks } from '../../../src/kubernetes/pod-security/evaluate.ts';
import { createWorkspace } from '../../../src/kubernetes/workspace.ts';
import type { LintSettings } from '../../../src/lint/settings.ts';

function findings(text: string, settings: LintSettings): string[] {
  const file = parseManifests(text, 'a.yaml');
  const workspace = createWorkspace();
  workspace.set('a.yaml', file);
  workspace.setComplete(true);
  return lintManifests(file, workspace, settings).map(({ rule, severity }) => `${rule} ${severity}`);
}

const pod = (spec: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: shop }\nspec:\n  containers:\n    - { name: a, image: a }\n${spec}`;

describe('profiles of the Pod Security Standards', () => {
  it('name the checks of their level', () => {
    const ids = (level: string) => podSecurityChecks.filter((one) => one.level === level).map(({ id }) => `psa:${id}`);
    const baseline = ids('baseline').sort();
    assert.deepEqual([...(PROFILES['baseline']?.only ?? [])].sort(), baseline);
    assert.deepEqual([...(PROFILES['restricted']?.only ?? [])].sort(), [...baseline, ...ids('restricted')].sort());
  });

  it('tell what the level refuses, and nothing else', () => {
    const baseline = PROFILES['baseline'] ?? {};
    assert.deepEqual(findings(pod(''), baseline), []);
    assert.deepEqual(findings(pod('  hostNetwork: true\n'), baseline), ['no-host-network error']);
    const restricted = findings(
      pod('  volumes: [{ name: data, nfs: { server: a, path: / } }]\n'),
      PROFILES['restricted'] ?? {},
    );
    assert.deepEqual(
      restricted.sort(),
      ['core-volumes', 'drop-capabilities', 'no-privilege-escalation', 'run-as-non-root', 'seccomp-profile'].map(
        (rule) => `${rule} error`,
      ),
    );
  });

  it('leave a rule as somebody set it', () => {
    const rules = {
      'no-host-network': { severity: 'hint' },
      'no-host-pid': { severity: 'off' },
      'pinned-image': { severity: 'on' },
    } as const;
    const told = findings(pod('  hostNetwork: true\n  hostPID: true\n  hostIPC: true\n'), {
      ...PROFILES['baseline'],
      rules,
    });
    assert.deepEqual(told.sort(), ['no-host-ipc error', 'no-host-network hint', 'pinned-image warning']);
  });
});
