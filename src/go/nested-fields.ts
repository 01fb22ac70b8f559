import { originOf } from './context.ts';
import { expressionOfMade, type Made } from './served-structs.ts';

/** The struct that a field of another holds: written there, or the options that the call which made it was given. */
export function placeFieldOf(name: string, outer: Made): Made | null {
  const place = expressionOfMade(name, null, outer);
  const origin = place && originOf(place.expression, place.context);
  if (origin?.expression.kind !== 'call') return origin;
  // `WebhookServer: webhook.NewServer(webhook.Options{Port: 9443})`
  const [options] = origin.expression.args;
  return options ? originOf(options, origin.context) : null;
}
