import { leftCacheRule } from '../commands/left-cache.ts';
import { zypper } from '../commands/package-managers.ts';

export const cleanZypperCache = leftCacheRule(
  {
    id: 'clean-zypper-cache',
    title: 'Clean zypper’s cache in the RUN that filled it',
    severity: 'warning',
    why: 'zypper keeps metadata and packages in `/var/cache/zypp`. Only the RUN that wrote them can keep them out of the layer.',
    differs: {
      'hadolint:DL3036': '`rm -rf /var/cache/zypp/*` empties the cache as `zypper clean` does.',
      'trivy:DS-0020':
        '`rm -rf /var/cache/zypp/*` and a cache or tmpfs mount over the folder keep the cache out of the image, too.',
    },
    examples: [
      {
        bad: 'FROM opensuse/leap:15.6\nRUN zypper -n «install» curl',
        good: 'FROM opensuse/leap:15.6\nRUN zypper -n install curl && zypper clean --all',
        fixed: true,
      },
      {
        bad: 'FROM opensuse/leap:15.6\nRUN zypper clean && zypper -n «in» curl',
        good: 'FROM opensuse/leap:15.6\nRUN zypper -n in curl && zypper clean',
      },
    ],
  },
  {
    manager: zypper,
    peers: {
      'hadolint:DL3036': ['zypper install', 'zypper in'],
      'trivy:DS-0020': ['install', 'in', 'remove', 'rm', 'source-install', 'si', 'patch'].map(
        (what) => `zypper ${what}`,
      ),
    },
    message: (name) => ['What `{0}` downloads stays in the layer', name],
    clean: () => 'zypper clean --all',
  },
);
