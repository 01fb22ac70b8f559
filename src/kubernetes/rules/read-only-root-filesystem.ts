import { setField } from '../edit.ts';
import { valueAt } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { containerPlace, isWindows, onWindows, podRule } from '../rule-kinds.ts';
import { hardening, ownSetting } from '../pods/security-context.ts';

const ALIASES = [
  'kube-linter:no-read-only-root-fs',
  'kube-score:container-security-context-readonlyrootfilesystem',
  'polaris:notReadOnlyRootFilesystem',
  'checkov:CKV_K8S_22',
  'trivy:KSV-0014',
  'kubescape:C-0017',
];

export const readOnlyRootFilesystem = podRule({
  id: 'read-only-root-filesystem',
  title: 'Make the root file system read-only',
  severity: 'warning',
  aliases: ALIASES,
  why: 'What cannot be written cannot be replaced: an intruder can neither change the program nor leave tools behind. Folders that the program writes to get an `emptyDir` volume.',
  differs: onWindows(ALIASES),
  examples: [
    {
      bad: 'containers:\n  - name: «app»\n    image: app:1\n',
      good: 'containers:\n  - name: app\n    image: app:1\n    securityContext:\n      readOnlyRootFilesystem: true\n',
      fixed: true,
    },
    {
      bad: 'containers:\n  - name: app\n    securityContext: { readOnlyRootFilesystem: «false» }\n',
      good: 'containers:\n  - name: app\n    securityContext: { readOnlyRootFilesystem: true }\n',
      fixed: true,
    },
  ],
  *check({ manifest, pod, file }) {
    if (isWindows(pod)) return;
    for (const container of pod.containers) {
      const field = ownSetting(container, 'readOnlyRootFilesystem');
      if (valueAt(field) === true) continue;
      const aliases = heardOf(manifest, ALIASES, container.kind);
      if (container.kind === 'ephemeral' && aliases.length === 0) continue;
      const place = valueAt(field) === false && field ? field : containerPlace(container);
      yield {
        start: place.start,
        end: place.end,
        message: ['`{0}` can write to its root file system', container.name],
        aliases,
        fixes: hardening(
          ['Set `readOnlyRootFilesystem: true` (what it writes must be a volume)'],
          setField(file.text, container.field, ['securityContext', 'readOnlyRootFilesystem'], true),
          'no-writes',
        ),
      };
    }
  },
});
