import { at, textAt } from '../fields.ts';
import type { Manifest } from '../model.ts';
import { containerRule } from '../rule-kinds.ts';
import type { Workspace } from '../workspace.ts';

const ENDED = ['ingress-nginx/controller', 'k8s.gcr.io/ingress-nginx', 'registry.k8s.io/ingress-nginx'];
const NGINX = ['nginx-controller', 'ingress-controller', 'ingress-nginx'];

export const noIngressNginx = containerRule({
  id: 'no-ingress-nginx',
  title: 'Replace the ingress-nginx controller',
  severity: 'warning',
  aliases: ['kubescape:C-0292', 'kubescape:C-0059'],
  why: 'The ingress-nginx project ended in March 2026: nobody mends what is found in it from then on. Versions before 0.49.1 and 1.0.1 also let who may write an Ingress read all Secrets (CVE-2021-25742), unless the controller’s ConfigMap says `allow-snippet-annotations: "false"`. Move to the Gateway API or to another controller.',
  examples: [
    {
      bad: 'name: controller\nimage: «registry.k8s.io/ingress-nginx/controller:v1.12.0»\n',
      good: 'name: controller\nimage: docker.io/traefik:v3.4\n',
    },
  ],
  *check({ container, manifest, workspace }) {
    const field = at(container.field, 'image');
    const image = textAt(field);
    if (!field || image === undefined || (!image.includes('nginx') && !image.includes('ingress-controller'))) return;
    const isMain = container.kind === 'container';
    const ended = ENDED.some((one) => image.includes(one)) && !image.includes('kube-webhook-certgen');
    const open = isOpen(image, manifest, workspace);
    if (!ended && !open) return;
    yield {
      start: field.start,
      end: field.end,
      message: open
        ? ['This version of ingress-nginx lets who may write an Ingress read all Secrets']
        : ['ingress-nginx ended in March 2026: nobody mends it any more'],
      aliases: [
        ...(ended && isMain && ['Deployment', 'DaemonSet', 'StatefulSet'].includes(manifest.kind)
          ? ['kubescape:C-0292']
          : []),
        ...(open && isMain && manifest.kind === 'Deployment' ? ['kubescape:C-0059'] : []),
      ],
    };
  },
});

/** A version with CVE-2021-25742 whose snippets nobody has switched off. */
function isOpen(image: string, { namespace }: Manifest, workspace: Workspace): boolean {
  if (!NGINX.some((one) => image.includes(one)) || !/:\w[\w.-]*(?:@|$)/.test(image)) return false;
  const [, major, minor, patch] = (/(\d+)\.(\d+)\.(\d+)/.exec(image) ?? []).map(Number);
  const isOld =
    (major === 0 && ((minor ?? 0) < 49 || (minor === 49 && patch === 0))) ||
    (major === 1 && minor === 0 && patch === 0);
  if (!isOld) return false;
  return !workspace
    .inNamespace('ConfigMap', namespace)
    .some(({ manifest }) => textAt(manifest.root, 'data', 'allow-snippet-annotations') === 'false');
}
