import type { Hover, Prose } from '../../lint/editing.ts';
import type { Message } from '../../words/message.ts';
import { baseFacts } from '../stages/base-images.ts';
import { releaseLines, TABLE_DATE } from '../stages/end-of-life.ts';
import { expand } from '../variables/expand.ts';
import { officialName, parseImage } from '../stages/image.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import { globalScope } from '../variables/variables.ts';
import { code } from '../../lint/markdown.ts';
import { holds } from './caret.ts';
import { knownImage } from './known-images.ts';

/** A base image: what its name tells about it. */
export function hoverImage(dockerfile: Dockerfile, { words }: Instruction, offset: number): Hover | undefined {
  const [image] = words;
  if (!image || !holds(image, offset)) return undefined;
  const reference = expand(image.text, globalScope(dockerfile), dockerfile.escape);
  if (reference === undefined) return undefined;
  const markdown = describeImage(reference);
  return markdown === undefined ? undefined : { start: image.start, end: image.end, markdown };
}

/** What is known of an image by its reference; nothing is fetched. */
function describeImage(reference: string): Prose | undefined {
  if (reference === 'scratch') {
    return ['**scratch**', ['Nothing at all: no shell, no C library, no certificates, no user. For static binaries.']];
  }
  const image = parseImage(reference);
  if (!image) return undefined;
  const official = officialName(image);
  const name =
    official ?? (image.registry === 'docker.io' ? image.repository : `${image.registry}/${image.repository}`);
  const facts = baseFacts(reference);
  const known = knownImage(name);
  const lines: Message[] = [];
  if (facts.libc === 'glibc') lines.push(['- C library: glibc']);
  if (facts.libc === 'musl') lines.push(['- C library: musl; binaries linked against glibc do not run']);
  if (facts.libc === 'none') lines.push(['- no C library: only static binaries run']);
  const version = /^\d+\.\d+(?:\.\d+)?/.exec(image.tag ?? '')?.[0];
  if (facts.go)
    lines.push(version === undefined ? ['- has the Go toolchain'] : ['- has the toolchain of Go {0}', version]);
  if (facts.compiler === true) lines.push(['- has a C compiler']);
  if (facts.compiler === false && facts.go) lines.push(['- has no C compiler: cgo needs one']);
  if (facts.user === 'root') lines.push(['- runs as root unless USER says otherwise']);
  if (facts.user === 'non-root') lines.push(['- runs as a non-root user']);
  for (const { product, line, end, ended } of releaseLines(image)) {
    lines.push(
      ended
        ? ['- {0} {1}: no security fixes since {2}, as known on {3}', product, line, end, TABLE_DATE]
        : ['- {0} {1}: security fixes until {2}, as known on {3}', product, line, end, TABLE_DATE],
    );
  }
  if (image.digest !== null) lines.push(['- held to one digest']);
  if (!known && lines.length === 0) return undefined;
  return [`**${code(reference)}**`, ...(known ? [known.about] : []), ...lines];
}
