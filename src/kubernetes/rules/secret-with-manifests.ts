import { CONFIGURED_KINDS, ENV_ALIAS, missingConfig } from '../references/config-references.ts';
import { documents } from '../examples.ts';
import { workspaceRule } from '../rule-kinds.ts';

const pod =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: web:1\n      env: [{ name: P, valueFrom: { secretKeyRef: { name: «db», key: password } } }]\n';

export const secretWithManifests = workspaceRule({
  id: 'secret-with-manifests',
  kinds: CONFIGURED_KINDS,
  title: 'Keep what makes a Secret with the manifests',
  severity: 'info',
  off: true,
  aliases: ENV_ALIAS,
  why: 'A Secret that somebody made by hand is missing in the next cluster. An ExternalSecret or a SealedSecret can be kept with the manifests, and says where the values come from.',
  examples: [
    {
      bad: pod,
      good: documents(
        pod.replace(/[«»]/g, ''),
        'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata:\n  name: db\nspec: {}\n',
      ),
    },
  ],
  *check(subject) {
    for (const { isVague, ...report } of missingConfig(subject)) if (isVague) yield report;
  },
});
