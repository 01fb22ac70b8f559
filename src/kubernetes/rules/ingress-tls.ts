import { at, entry, items } from '../fields.ts';
import { objectPlace } from '../object-place.ts';
import { objectRule } from '../rule-kinds.ts';

export const ingressTls = objectRule({
  id: 'ingress-tls',
  kinds: ['Ingress'],
  title: 'Give an Ingress TLS',
  severity: 'info',
  off: true,
  aliases: ['polaris:tlsSettingsMissing', 'kubescape:C-0263'],
  why: 'Without `tls` the controller serves plain HTTP: everybody between reads and changes what is sent. Controllers that take certificates from annotations or from a cloud do not need it, so the rule is off.',
  examples: [
    {
      bad: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n«spec»:\n  rules: []\n',
      good: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n  tls:\n    - hosts: [shop.example.com]\n      secretName: web-tls\n',
    },
    {
      bad: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n  tls: «[]»\n',
      good: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n  tls: [{ secretName: web-tls }]\n',
    },
  ],
  *check({ manifest }) {
    const { root, name, apiVersion } = manifest;
    const tls = entry(at(root, 'spec'), 'tls');
    if (tls && items(tls.value).length > 0) return;
    const isList = tls?.value.kind === 'list';
    const { start, end } =
      tls && tls.value.end > tls.value.start
        ? tls.value
        : (tls?.keyRange ?? entry(root, 'spec')?.keyRange ?? objectPlace(manifest));
    yield {
      start,
      end,
      message: ['`{0}` serves no TLS', name],
      aliases: [
        ...(apiVersion.startsWith('networking.k8s.io/') && !isList ? ['polaris:tlsSettingsMissing'] : []),
        ...(tls ? [] : ['kubescape:C-0263']),
      ],
    };
  },
});
