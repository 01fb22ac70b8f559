import { at, items, textAt } from '../fields.ts';
import type { MapField } from '../model.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { given } from '../pod-security/check.ts';
import { restrictedVolumes } from '../pod-security/volumes.ts';
import { podRule } from '../rule-kinds.ts';

/** Types that trivy names; the others that are not allowed are of other peers' matter, or none that Kubernetes has. */
const TRIVYS: ReadonlySet<string> = new Set(
  'gcePersistentDisk awsElasticBlockStore gitRepo nfs iscsi glusterfs rbd flexVolume cinder cephFS flocker fc azureFile vsphereVolume quobyte azureDisk portworxVolume scaleIO storageos'.split(
    ' ',
  ),
);

export const coreVolumes = podRule({
  id: 'core-volumes',
  title: 'Mount storage through a PersistentVolumeClaim',
  severity: 'info',
  off: true,
  aliases: ['trivy:KSV-0028', 'psa:restrictedVolumes'],
  why: 'A volume that names a storage system puts its addresses and keys into every manifest, and runs the code of a driver on behalf of whoever wrote the pod. A PersistentVolumeClaim leaves both to the cluster; most of these types are gone or on their way out.',
  examples: [
    {
      bad: 'volumes:\n  - name: data\n    «nfs»:\n      server: nas\n      path: /data\ncontainers:\n  - name: app\n',
      good: 'volumes:\n  - name: data\n    persistentVolumeClaim:\n      claimName: data\ncontainers:\n  - name: app\n',
    },
    {
      bad: 'volumes: [{ name: code, «gitRepo»: { repository: "https://example.com/a.git" } }]\ncontainers: [{ name: app }]\n',
      good: 'volumes: [{ name: code, image: { reference: "registry.example.com/code:1" } }]\ncontainers: [{ name: app }]\n',
    },
  ],
  *check({ manifest, pod, workspace: { target } }) {
    const refused = restrictedVolumes.violations(pod, target);
    for (const volume of items(at(pod.spec, 'volumes'))) {
      if (volume.kind !== 'map' || given(at(volume, 'hostPath'))) continue;
      const claims: string[] = [];
      const source = sourceOf(volume);
      if (source && TRIVYS.has(source.key)) claims.push('trivy:KSV-0028');
      if (refused.some(({ field }) => field === volume || volume.entries.some(({ value }) => value === field)))
        claims.push('psa:restrictedVolumes');
      if (claims.length === 0) continue;
      const name = textAt(volume, 'name') ?? '';
      const place = source ? source.keyRange : (at(volume, 'name') ?? volume);
      yield {
        start: place.start,
        end: place.end,
        message: source
          ? ['The volume `{0}` is of the type `{1}`', name, source.key]
          : ['The volume `{0}` has no type', name],
        aliases: heardOf(manifest, claims),
      };
    }
  },
});

function sourceOf({ entries }: MapField) {
  return entries.find(({ key }) => key !== 'name');
}
