import type { Fix } from '../../lint/fix.ts';
import { removeField, renameKey } from '../edit.ts';
import { entry, textAt } from '../fields.ts';
import type { MapField } from '../model.ts';
import { podRule } from '../rule-kinds.ts';
import { DEPLOYMENT_LIKE, KUBESCAPE_WORKLOADS } from '../peers/peer-kinds.ts';

export const serviceAccountNameField = podRule({
  id: 'service-account-name-field',
  title: 'Write `serviceAccountName` instead of `serviceAccount`',
  severity: 'info',
  aliases: ['kube-linter:deprecated-service-account-field', 'kubescape:C-0294'],
  why: '`serviceAccount` is the deprecated name of `serviceAccountName`. Where both are there and differ, the API server takes `serviceAccountName`.',
  examples: [
    {
      bad: '«serviceAccount»: web\ncontainers: []\n',
      good: 'serviceAccountName: web\ncontainers: []\n',
      fixed: true,
    },
    {
      bad: 'serviceAccountName: web\n«serviceAccount»: api\ncontainers: []\n',
      good: 'serviceAccountName: web\ncontainers: []\n',
      fixed: true,
    },
  ],
  *check({ manifest, pod, file }) {
    const old = entry(pod.spec, 'serviceAccount');
    const name = textAt(old?.value);
    if (!old || old.merged || name === undefined) return;
    const current = textAt(pod.spec, 'serviceAccountName') ?? '';
    const aliases = [
      ...(name !== '' && name !== current && DEPLOYMENT_LIKE.has(manifest.kind)
        ? ['kube-linter:deprecated-service-account-field']
        : []),
      ...(KUBESCAPE_WORKLOADS.has(manifest.kind) || manifest.kind === 'ReplicationController'
        ? ['kubescape:C-0294']
        : []),
    ];
    yield {
      ...old.keyRange,
      message:
        current === '' || current === name
          ? ['`serviceAccount` is deprecated; the field is called `serviceAccountName`']
          : ['`serviceAccount: {0}` has no effect: the pod runs as `{1}`', name, current],
      aliases,
      fixes: fixesOf(file.text, pod.spec, current),
    };
  },
});

/** The API server makes the same of it. */
function fixesOf(text: string, spec: MapField, current: string): Fix[] {
  const edit =
    current === ''
      ? renameKey(text, spec, 'serviceAccount', 'serviceAccountName')
      : removeField(text, spec, ['serviceAccount']);
  if (!edit) return [];
  return [
    current === ''
      ? { title: ['Write `serviceAccountName`'], safe: true, edits: [edit] }
      : { title: ['Remove `serviceAccount`'], safe: true, edits: [edit] },
  ];
}
