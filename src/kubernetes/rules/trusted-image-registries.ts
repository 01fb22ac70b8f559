import { imageOf } from '../pods/container-image.ts';
import { strings } from '../plain.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { containerRule } from '../rule-kinds.ts';

export const trustedImageRegistries = containerRule({
  id: 'trusted-image-registries',
  title: 'Run images from trusted registries only',
  severity: 'warning',
  aliases: ['trivy:KSV-0125', 'kubescape:C-0078', 'kubescape:C-0001', 'draft:container-allowed-images'],
  why: 'Whoever can push to the registry of an image decides what runs in the cluster. Which registries are trusted says `registries` in `.gantry.yaml` (`docker.io`, `ghcr.io/acme`, `*.example.com`); without it this rule is silent.',
  differs: {
    'trivy:KSV-0125': 'Its own list of registries is not Gantry’s; only `registries` counts.',
  },
  examples: [
    {
      bad: 'name: app\nimage: «ghcr.io/other/app:1»\n',
      good: 'name: app\nimage: ghcr.io/acme/app:1\n',
      options: { registries: ['ghcr.io/acme'] },
    },
    {
      bad: 'name: app\nimage: «nginx:1.29»\n',
      good: 'name: app\nimage: registry.example.com/nginx:1.29\n',
      options: { registries: ['*.example.com'] },
    },
  ],
  *check({ container, manifest }, { registries }) {
    const trusted = strings(registries);
    if (trusted.length === 0) return;
    const image = imageOf(container);
    if (!image || trusted.some((pattern) => isTrusted(image, pattern))) return;
    const { start, end } = image.field;
    yield {
      start,
      end,
      message: ['`{0}` comes from `{1}`, which is not trusted here', image.text, image.registry],
      aliases: heardOf(manifest, trustedImageRegistries.aliases),
    };
  },
});

/** A registry, or one with the beginning of a repository's name; `*.` before a registry stands for its subdomains. */
function isTrusted({ text, registry }: { text: string; registry: string }, pattern: string): boolean {
  const slash = pattern.indexOf('/');
  const host = slash < 0 ? pattern : pattern.slice(0, slash);
  const hosted = host.startsWith('*.') ? registry.endsWith(host.slice(1)) : registry === host;
  if (!hosted || slash < 0) return hosted;
  const [named = ''] = text.split('@', 1);
  const own = named.startsWith(`${registry}/`) ? named.slice(registry.length + 1) : named;
  const repository = registry === 'docker.io' && !own.includes('/') ? `library/${own}` : own;
  const wanted = pattern.slice(slash + 1).replace(/\/+$/, '');
  return repository === wanted || /^[/:]/.test(repository.startsWith(wanted) ? repository.slice(wanted.length) : '');
}
