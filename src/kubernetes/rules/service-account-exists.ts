import { dangling } from '../references/dangling.ts';
import { documents } from '../examples.ts';
import { at } from '../fields.ts';
import { workspaceRule } from '../rule-kinds.ts';
import { creation } from '../skeletons.ts';

const KUBE_LINTER = 'kube-linter:non-existent-service-account';
const KUBESCAPE = 'kubescape:C-0307';
const pod = (account: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  serviceAccountName: ${account}\n  containers:\n    - name: web\n      image: web:1\n`;
const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: web\n';

export const serviceAccountExists = workspaceRule({
  id: 'service-account-exists',
  kinds: 'pods',
  title: 'Name a ServiceAccount that exists',
  severity: 'warning',
  aliases: [KUBE_LINTER, KUBESCAPE],
  why: 'The API server refuses pods whose ServiceAccount is not there: a Deployment then makes none, and says so only in its events.',
  differs: {
    [KUBE_LINTER]: 'It takes no namespace and `default` for two namespaces.',
  },
  examples: [
    { bad: documents(pod('«wbe»'), account), good: documents(pod('web'), account), fixed: true },
    { bad: documents(pod('«api»'), account), good: pod('default') },
  ],
  *check(subject) {
    for (const reference of subject.workspace.referencesOf(subject.manifest, subject.pod)) {
      if (reference.via !== 'serviceAccount') continue;
      const report = dangling(subject, reference);
      if (!report) continue;
      const { name } = reference.target;
      const object = { apiVersion: 'v1', kind: 'ServiceAccount', name, rest: 'automountServiceAccountToken: false\n' };
      yield {
        ...report,
        fixes: [...(report.fixes ?? []), ...creation(subject, object)],
        aliases: at(subject.pod?.spec, 'serviceAccountName') ? [KUBE_LINTER, KUBESCAPE] : [KUBE_LINTER],
      };
    }
  },
});
