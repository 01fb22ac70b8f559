import { originsOf } from '../code/context.ts';
import { expressionOfMade, type Made } from '../listeners/served-structs.ts';
import { calleeName } from '../code/types.ts';

/**
 * The structs that a field of another may hold: written there, or the options that the call which made it was given.
 * Null among them: one that is out of sight. Null alone: the field is not given.
 */
export function placesOfField(name: string, type: string, outer: Made): readonly (Made | null)[] | null {
  const place = expressionOfMade(name, type, outer);
  if (!place) return null;
  return originsOf(place.expression, place.context).flatMap((origin) => {
    if (origin?.expression.kind !== 'call') return [origin];
    const { expression, context } = origin;
    // `WebhookServer: webhook.NewServer(webhook.Options{Port: 9443})`; what others return is out of sight.
    if (!/\.New\w*$/.test(calleeName(context.code, expression.callee, context.site) ?? '')) return [null];
    const [options] = expression.args;
    return options ? originsOf(options, context) : [];
  });
}
