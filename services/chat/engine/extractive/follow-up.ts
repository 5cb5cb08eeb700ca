import { type Reading, readingOf } from './intent.ts';

const kbliIntents: readonly Reading['intent'][] = ['KBLI_CODE', 'KBLI_SEARCH'];
const pricedIntents: readonly Reading['intent'][] = ['PRICE', 'QUOTE', 'COMPARE', 'LIST'];

function hasTarget({ items, kbliCodes, subject }: Reading): boolean {
  return items.length > 0 || kbliCodes.length > 0 || subject !== '';
}

function hasCondition({ years, location, extension, edition, aspects }: Reading): boolean {
  return years !== null || location !== null || extension || edition !== null || aspects.length > 0;
}

/** What was said before and still holds, with what the new question changes. */
function conditions(before: Reading, now: Reading) {
  return {
    years: now.years ?? before.years,
    location: now.location ?? before.location,
    extension: now.extension || (before.extension && now.years !== null),
    edition: now.edition ?? before.edition,
    aspects: now.aspects,
  };
}

/** The same kind of question about something else: "and E33G?", "e per un bar?". */
function otherTarget(before: Reading, now: Reading): Reading {
  if (now.explicit && now.intent !== 'PROCEDURE') return now;
  if (!now.continues && !isShort(now)) return now;
  const isKbli = kbliIntents.includes(before.intent);
  if (isKbli) {
    const intent = now.kbliCodes.length > 0 ? 'KBLI_CODE' : 'KBLI_SEARCH';
    return {
      ...now,
      ...conditions(before, now),
      intent,
      aspects: now.aspects.length > 0 ? now.aspects : before.aspects,
    };
  }
  if (now.explicit && !now.continues) return now;
  const intent = before.intent === 'QUOTE' || before.intent === 'COMPARE' ? 'PRICE' : before.intent;
  return { ...now, ...conditions(before, now), extension: now.extension || before.extension, intent };
}

/** A few words say no more than what differs from the question before. */
function isShort({ length }: Reading): boolean {
  return length <= 4;
}

/** After talk of codes "boleh asing?" and "e per un bar?" are read as talk of codes. */
function inKbliTalk(before: Reading, now: Reading): Reading {
  // "Is it open to foreigners?" speaks of nothing but codes, yet names none
  const goesOn = now.continues || isShort(now) || (now.activity === '' && now.aspects.length > 0);
  if (!kbliIntents.includes(before.intent) || kbliIntents.includes(now.intent) || !goesOn) return now;
  const isPriced = pricedIntents.includes(now.intent) && now.explicit && now.items.length > 0;
  return isPriced || now.items.some(({ code }) => code !== null)
    ? now
    : { ...now, items: [], subject: now.activity };
}

/** More about the same thing: "and for two years?", "what about KBLI 2020?", "syaratnya?". */
function sameTarget(before: Reading, now: Reading): Reading {
  const { items, kbliCodes, subject } = before;
  const isKbli = kbliIntents.includes(before.intent);
  const asksPrice = pricedIntents.includes(now.intent) && now.explicit;
  const asksElse = now.intent === 'PROCEDURE' && now.explicit && !now.extension && now.location === null;
  const changesPrice = now.years !== null || now.location !== null || now.extension;
  const intent = isKbli
    ? asksPrice
      ? now.intent
      : before.intent
    : asksPrice
      ? now.intent
      : asksElse || (now.aspects.length > 0 && !changesPrice)
        ? 'PROCEDURE'
        : changesPrice && before.intent === 'PROCEDURE'
          ? 'PRICE'
          : before.intent;
  const kept = items.map((item) => ({
    ...item,
    years: now.years ?? item.years,
    location: now.location ?? item.location,
    extension: now.extension || item.extension,
  }));
  return { ...now, ...conditions(before, now), items: kept, kbliCodes, subject, intent, inherits: true };
}

function goneOn(before: Reading | null, reading: Reading): Reading {
  if (before === null) return reading;
  const now = inKbliTalk(before, reading);
  if (hasTarget(now)) return otherTarget(before, now);
  const says = now.explicit || now.continues || hasCondition(now);
  return says && hasTarget(before) ? sameTarget(before, now) : now;
}

/**
 * What a question means within its conversation: what it leaves out is taken from the questions before.
 * @param earlier questions, oldest first
 */
export function meaningOf(question: string, earlier: readonly string[]): Reading {
  const before = earlier.reduce<Reading | null>((held, each) => goneOn(held, readingOf(each)), null);
  return goneOn(before, readingOf(question));
}
