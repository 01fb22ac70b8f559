import { leftCacheRule } from '../commands/left-cache.ts';
import { dnf } from '../commands/package-managers.ts';

const FILLS = ['install', 'module install', 'group install', 'environment install', 'in', 'reinstall', 'rei'];
const UPGRADES = ['upgrade', 'up', 'upgrade-minimal', 'up-min', 'group upgrade'];

export const cleanDnfCache = leftCacheRule(
  {
    id: 'clean-dnf-cache',
    title: 'Clean dnf’s cache in the RUN that filled it',
    severity: 'warning',
    why: 'dnf and microdnf keep metadata and packages under `/var/cache`, easily a hundred megabytes. Only the RUN that wrote them can keep them out of the layer.',
    differs: {
      'hadolint:DL3040':
        'Only what empties dnf’s cache behind the last install counts: `rm -rf /tmp/x` does not; a cache or tmpfs mount over the folder does.',
      'trivy:DS-0019':
        '`rm -rf /var/cache/dnf`, any `dnf clean` and a cache or tmpfs mount keep the cache out of the image, too.',
      'trivy:DS-0027':
        '`rm -rf /var/cache/yum`, any `microdnf clean` and a cache or tmpfs mount keep the cache out of the image, too.',
    },
    examples: [
      {
        bad: 'FROM fedora:43\nRUN dnf «install» -y nginx',
        good: 'FROM fedora:43\nRUN dnf install -y nginx && dnf clean all',
        fixed: true,
      },
      {
        bad: 'FROM registry.access.redhat.com/ubi9-minimal:9.6\nRUN microdnf «install» -y tar && \\\n    tar --version',
        good: 'FROM registry.access.redhat.com/ubi9-minimal:9.6\nRUN microdnf install -y tar && \\\n    tar --version && \\\n    microdnf clean all',
        fixed: true,
      },
    ],
  },
  {
    manager: dnf,
    peers: {
      'hadolint:DL3040': ['dnf', 'microdnf'].flatMap((name) =>
        [...FILLS, ...UPGRADES].map((what) => `${name} ${what}`),
      ),
      'trivy:DS-0019': ['dnf install', 'dnf in', 'dnf reinstall', 'dnf rei'],
      'trivy:DS-0027': ['microdnf install', 'microdnf reinstall'],
    },
    cleans: ({ words }, { at }) =>
      at.name !== 'microdnf' &&
      /(?:^|\/)yum$/.test(words[0]?.value ?? '') &&
      words.some(({ value }) => value === 'clean'),
    message: (name) => ['What `{0}` downloads stays in the layer', name],
    clean: ({ at }) => `${at.name} clean all`,
  },
);
