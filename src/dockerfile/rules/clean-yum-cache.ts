import { leftCacheRule } from '../commands/left-cache.ts';
import { yum } from '../commands/package-managers.ts';

const INSTALLS = ['yum install', 'yum module install', 'yum group install', 'yum groups install'];

export const cleanYumCache = leftCacheRule(
  {
    id: 'clean-yum-cache',
    title: 'Clean yum’s cache in the RUN that filled it',
    severity: 'warning',
    why: 'yum keeps metadata and packages in `/var/cache/yum`, easily a hundred megabytes. Only the RUN that wrote them can keep them out of the layer.',
    differs: {
      'hadolint:DL3032':
        'Only what empties yum’s cache behind the last install counts: `rm -rf /tmp/x` does not; `dnf clean all` (yum is dnf today) and a cache or tmpfs mount over the folder do.',
      'trivy:DS-0015':
        '`rm -rf /var/cache/yum`, any `yum clean`, `dnf clean all` (yum is dnf today) and a cache or tmpfs mount keep the cache out of the image, too.',
    },
    examples: [
      {
        bad: 'FROM rockylinux:9\nRUN yum «install» -y httpd',
        good: 'FROM rockylinux:9\nRUN yum install -y httpd && yum clean all',
        fixed: true,
      },
      {
        bad: 'FROM rockylinux:9\nRUN set -eux; \\\n    yum «install» -y httpd; \\\n    httpd -v',
        good: 'FROM rockylinux:9\nRUN set -eux; \\\n    yum install -y httpd; \\\n    httpd -v; \\\n    yum clean all',
        fixed: true,
      },
    ],
  },
  {
    manager: yum,
    peers: { 'hadolint:DL3032': INSTALLS, 'trivy:DS-0015': INSTALLS },
    cleans: ({ words }) => /(?:^|\/)dnf$/.test(words[0]?.value ?? '') && words.some(({ value }) => value === 'clean'),
    message: (name) => ['What `{0}` downloads stays in the layer', name],
    clean: () => 'yum clean all',
  },
);
