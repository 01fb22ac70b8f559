import type { Completion } from '../../lint/editing.ts';
import { isKustomization } from '../kustomize/kustomization-names.ts';
import { type Caret, caretsAt } from './caret.ts';
import type { Offer, OfferSource, Surroundings } from './offer.ts';
import { kustomizationOffers } from './offer-kustomization.ts';
import { labelOffers } from './offer-labels.ts';
import { objectOffers } from './offer-objects.ts';
import { podOffers } from './offer-pods.ts';
import { portOffers } from './offer-ports.ts';

const SOURCES: readonly OfferSource[] = [
  ...objectOffers,
  ...portOffers,
  ...labelOffers,
  ...podOffers,
  ...kustomizationOffers,
];
const MOST = 500;

/** Names that may be typed at an offset because they are defined elsewhere, the likeliest first. */
export function completeValues(text: string, offset: number, surroundings: Surroundings): Completion[] {
  const found = new Map<string, Completion>();
  for (const caret of caretsAt(text, offset, surroundings.file)) {
    for (const source of SOURCES) {
      if (source.place !== caret.place || !source.route.test(caret.route) || !concerns(source, caret)) continue;
      for (const offer of source.offers(caret, surroundings)) {
        const completion = completionOf(offer, caret);
        if (!found.has(completion.label)) found.set(completion.label, completion);
        if (found.size >= MOST) return [...found.values()];
      }
    }
  }
  return [...found.values()];
}

function concerns({ kinds }: OfferSource, { manifest }: Caret): boolean {
  return kinds === undefined ? !isKustomization(manifest) || manifest.kind === '' : kinds.includes(manifest.kind);
}

function completionOf(offer: Offer, caret: Caret): Completion {
  const { text, value, kind, detail, markdown, more } = offer;
  const isPair = caret.place === 'key' && value !== undefined && !caret.hasColon;
  const written = caret.place === 'key' ? keyText(offer, caret) : valueText(text, offer.isText === true, caret.quoted);
  return {
    label: isPair ? `${text}: ${value}` : text,
    kind,
    ...(detail === undefined || detail === '' ? {} : { detail }),
    ...(markdown ? { markdown } : {}),
    ...(more ? { more } : {}),
    insert: caret.needsBlank ? ` ${written}` : written,
    replace: caret.replace,
    // What is compared with the typed text begins where the replaced text does.
    ...(isPair ? { filter: text } : {}),
  };
}

function keyText({ text, value }: Offer, { hasColon, quoted }: Caret): string {
  if (hasColon || quoted) return text;
  return `${text}: ${value === undefined ? '' : valueText(value, true, false)}`;
}

/** Quoted where YAML would read something else. */
function valueText(text: string, isText: boolean, quoted: boolean): string {
  if (quoted) return text;
  const isOther = isText && /^(?:[-+.\d][\d_.e+-]*|0x[\da-f]+|true|false|yes|no|on|off|y|n|null|~|)$/i.test(text);
  return isOther || /^[\s&*!|>%@`'"#?{[,-]|: |\s#|:$|\s$/.test(text) ? JSON.stringify(text) : text;
}
