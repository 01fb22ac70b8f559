import { setField } from '../edit.ts';
import { entry } from '../fields.ts';
import { containerAt, type Refactoring } from './refactoring.ts';

/** Requests, and a limit of memory: what a small service needs, to be measured and changed. */
export const addResources: Refactoring = {
  id: 'add-resources',
  kind: 'rewrite',
  apply(file, range) {
    const found = containerAt(file, range);
    if (!found || found.container.kind === 'ephemeral' || entry(found.container.field, 'resources')) return undefined;
    const resources = { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } };
    const edit = setField(file.text, found.container.field, ['resources'], resources);
    return edit && { title: ['Add requests and a memory limit to `{0}`', found.container.name], edits: [edit] };
  },
};
