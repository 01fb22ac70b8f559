import { objectPlace } from '../../kubernetes/object-place.ts';
import type { Located } from '../../kubernetes/model.ts';
import type { Range } from '../../lint/rule.ts';
import type { EdgeNote, Drawing, Spot } from './drawing.ts';
import { objectId } from './ids.ts';
import type { NodeKind } from './types.ts';

export function objectSpot({ spot }: Drawing, { file, manifest }: Located): Spot {
  return spot(file.file, file.text, objectPlace(manifest));
}

/** The node of a whole object, drawn where it is not yet. */
export function objectNode(drawing: Drawing, kind: NodeKind, object: Located, label = object.manifest.name): string {
  // Several kinds share one kind of node: the object's own makes ids of them.
  const id = kind === 'object' || kind === 'monitor' || kind === 'ingress' ? object.manifest.kind.toLowerCase() : kind;
  return drawing.node(objectId(id, object), kind, label, objectSpot(drawing, object), { extent: object.manifest });
}

export function objectLabel({ manifest }: Located): string {
  return `${manifest.kind} ${manifest.name}`;
}

/** What an object names and no file here has: it stands where it is named. */
export function absentNode(
  drawing: Drawing,
  from: Located,
  what: string,
  name: string | number,
  at: Range,
  label = `${what} ${name}`,
): string {
  const { file, text } = from.file;
  const id = `absent:${file}:${what}/${name}`;
  return drawing.node(id, 'absent', label, drawing.spot(file, text, at), {
    extent: { start: -1, end: -1 },
  });
}

export function notHere(kind: string, name: string, at: EdgeNote['at']): EdgeNote {
  return { state: 'unknown', message: ['{0} `{1}` is not among these files', kind, name], at };
}
