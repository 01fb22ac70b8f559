import { type Context, originsOf } from '../code/context.ts';
import { FILE_READERS, type FileDecoder } from '../libraries/file-decoders.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { readThrough } from './read-through.ts';

/** What names a file, and where it stands. */
export interface DecodedPath {
  readonly expression: Expression;
  readonly context: Context;
}

/** The paths of the files that a decoder is given, or whose texts. */
export function* decodedPaths(decoder: FileDecoder, call: Call, context: Context): Iterable<DecodedPath> {
  if (decoder.path !== undefined) {
    const named = call.args[decoder.path];
    if (named) yield { expression: named, context };
  } else if (decoder.text !== undefined) yield* pathsRead(call.args[decoder.text], context);
  else if (call.callee.kind === 'select') {
    // What the decoder was made of.
    for (const origin of originsOf(call.callee.operand, context)) {
      if (origin?.expression.kind === 'call') yield* pathsRead(origin.expression.args[0], origin.context);
    }
  }
}

/** The files that a text or reader comes from. */
function* pathsRead(text: Expression | undefined, context: Context): Iterable<DecodedPath> {
  for (const one of readThrough(text, context, FILE_READERS)) {
    if (one.reader) yield { expression: one.text, context: one.context };
  }
}
