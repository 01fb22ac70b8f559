import { at, valueAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { containerPlace, containerRule, isWindows } from '../rule-kinds.ts';

export const readOnlyRootFilesystem = containerRule({
  id: 'read-only-root-filesystem',
  title: 'Make the root file system read-only',
  severity: 'warning',
  aliases: [
    'kube-linter:no-read-only-root-fs',
    'kube-score:container-security-context-readonlyrootfilesystem',
    'polaris:notReadOnlyRootFilesystem',
    'checkov:CKV_K8S_22',
    'trivy:KSV-0014',
    'kubescape:C-0017',
  ],
  why: 'What cannot be written cannot be replaced: an intruder can neither change the program nor leave tools behind. Folders that the program writes to get an `emptyDir` volume.',
  examples: [
    {
      bad: 'name: «app»\nimage: app:1\n',
      good: 'name: app\nimage: app:1\nsecurityContext:\n  readOnlyRootFilesystem: true\n',
      fixed: true,
    },
    {
      bad: 'name: app\nsecurityContext: { readOnlyRootFilesystem: «false» }\n',
      good: 'name: app\nsecurityContext: { readOnlyRootFilesystem: true }\n',
      fixed: true,
    },
  ],
  *check({ container, pod, file }) {
    if (isWindows(pod)) return;
    const field = at(container.field, 'securityContext', 'readOnlyRootFilesystem');
    if (valueAt(field) === true) return;
    const place = valueAt(field) === false && field ? field : containerPlace(container);
    const fix = setField(file.text, container.field, ['securityContext', 'readOnlyRootFilesystem'], true);
    yield {
      start: place.start,
      end: place.end,
      message: ['`{0}` can write to its root file system', container.name],
      fixes: fix
        ? [
            {
              title: ['Set `readOnlyRootFilesystem: true` (what it writes must be a volume)'],
              safe: false,
              edits: [fix],
            },
          ]
        : [],
    };
  },
});
