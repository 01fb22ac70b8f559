import type { Hover } from '../../lint/editing.ts';
import type { Flag } from '../model.ts';
import { mountFields, mountValue } from '../syntax/mount.ts';
import { MOUNT_TYPES } from './mount-options.ts';

/** What a field of `--mount` means: the type, or an option of its type. */
export function hoverMount(flag: Flag, offset: number): Hover | undefined {
  const { value } = flag;
  if (!value || value.end - value.start !== value.text.length) return undefined;
  const fields = mountFields(flag);
  const type = mountValue(fields, 'type') ?? 'bind';
  const info = Object.hasOwn(MOUNT_TYPES, type) ? MOUNT_TYPES[type] : undefined;
  let start = value.start;
  for (const [index, written] of value.text.split(',').entries()) {
    const end = start + written.length;
    const field = fields[index];
    if (field && info && start <= offset && offset <= end) {
      if (field.key === 'type') return { start, end, markdown: [`**type=${type}**`, info.about] };
      const option = Object.hasOwn(info.options, field.key) ? info.options[field.key] : undefined;
      return option && { start, end, markdown: [`**${field.key}** (${type})`, option.about] };
    }
    start = end + 1;
  }
  return undefined;
}
