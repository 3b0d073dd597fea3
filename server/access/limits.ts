// Rate limits, in the memory of one node: how often an officer, an organisation, an address or an account may ask.
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { contracts, type Name } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';

/** `burst` is what may come on top of `perSecond`, within ten seconds. */
export interface Rate {
  perSecond: number;
  burst: number;
}

export interface LimitSettings {
  /** Commands, among them every post. */
  commandsOfOfficer: Rate;
  queriesOfOfficer: Rate;
  /** Searches read more of the record than other queries do. */
  searchesOfOfficer: Rate;
  /** A silence may name many alarms, and all of them go on record. */
  silencesOfOfficer: Rate;
  /** What a connection tells of itself: whether its alarm sounds, its next token. */
  eventsOfOfficer: Rate;
  /** One side's flood must not starve the other. */
  requestsOfOrganisation: Rate;
  /** A whole station may stand behind one address, or every station behind one proxy. */
  requestsOfAddress: Rate;
  /** Of one connection; more are not refused but read later. */
  framesOfConnectionPerSecond: number;
  /** What guesses secrets: signing in, setting up, changing a password. */
  guessesPerMinuteOfAddress: number;
  guessesPerMinuteOfAccount: number;
  renewalsPerMinuteOfAddress: number;
}

export const defaultLimits: LimitSettings = {
  commandsOfOfficer: { perSecond: 50, burst: 200 },
  queriesOfOfficer: { perSecond: 50, burst: 400 },
  searchesOfOfficer: { perSecond: 5, burst: 30 },
  silencesOfOfficer: { perSecond: 1, burst: 20 },
  eventsOfOfficer: { perSecond: 2, burst: 30 },
  requestsOfOrganisation: { perSecond: 2_000, burst: 10_000 },
  requestsOfAddress: { perSecond: 1_000, burst: 10_000 },
  framesOfConnectionPerSecond: 1_000,
  guessesPerMinuteOfAddress: 300,
  guessesPerMinuteOfAccount: 30,
  renewalsPerMinuteOfAddress: 600,
};

const unlimited: Rate = { perSecond: 1e9, burst: 1e9 };
/** For benches and for tests that ask more than people do. Lock-out is no rate and stays. */
export const noLimits: LimitSettings = {
  commandsOfOfficer: unlimited,
  queriesOfOfficer: unlimited,
  searchesOfOfficer: unlimited,
  silencesOfOfficer: unlimited,
  eventsOfOfficer: unlimited,
  requestsOfOrganisation: unlimited,
  requestsOfAddress: unlimited,
  framesOfConnectionPerSecond: 1e9,
  guessesPerMinuteOfAddress: 1e9,
  guessesPerMinuteOfAccount: 1e9,
  renewalsPerMinuteOfAddress: 1e9,
};

/** Each refuses with `rate_limited` and says how long to wait. */
export interface Limits {
  /** So many frames of a connection are read a second. */
  readonly framesPerSecond: number;
  /** One request by name; `officerId` null when nobody is signed in. */
  take(name: Name, officerId: string | null, address: string, organisationId?: string): Promise<void>;
  /** A connection that asks to be let in. */
  takeConnection(address: string): Promise<void>;
  /** One event by which a connection tells something of itself. */
  takeEvent(officerId: string, address: string): Promise<void>;
  /** One guess at the password of an account, whether it exists or not. */
  takeGuess(username: string): Promise<void>;
}

const burstWindow = 10;
const guesses: ReadonlySet<Name> = new Set<Name>([
  'session.open',
  'session.change_password',
  'setup.create_admin',
]);

interface Limiter {
  consume(key: string): Promise<unknown>;
}

function bursty({ perSecond, burst }: Rate): Limiter {
  return new BurstyRateLimiter(
    new RateLimiterMemory({ points: perSecond, duration: 1 }),
    new RateLimiterMemory({ points: burst, duration: burstWindow }),
  );
}

function perMinute(points: number): Limiter {
  return new RateLimiterMemory({ points, duration: 60 });
}

async function takeFrom(limiter: Limiter, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    refuse('rate_limited', { retryAfterMs: Math.max(1, Math.ceil(refused.msBeforeNext)) });
  }
}

export function createLimits(settings: Partial<LimitSettings> = {}): Limits {
  const rates = { ...defaultLimits, ...settings };
  const commandsOfOfficer = bursty(rates.commandsOfOfficer);
  const queriesOfOfficer = bursty(rates.queriesOfOfficer);
  const own: Partial<Record<Name, Limiter>> = {
    'record.search': bursty(rates.searchesOfOfficer),
    'alarm.silence': bursty(rates.silencesOfOfficer),
  };
  const eventsOfOfficer = bursty(rates.eventsOfOfficer);
  const requestsOfOrganisation = bursty(rates.requestsOfOrganisation);
  const requestsOfAddress = bursty(rates.requestsOfAddress);
  const guessesOfAddress = perMinute(rates.guessesPerMinuteOfAddress);
  const guessesOfAccount = perMinute(rates.guessesPerMinuteOfAccount);
  const renewalsOfAddress = perMinute(rates.renewalsPerMinuteOfAddress);

  return {
    framesPerSecond: rates.framesOfConnectionPerSecond,
    async take(name, officerId, address, organisationId) {
      const from = addressBlock(address);
      await takeFrom(requestsOfAddress, from);
      if (guesses.has(name)) await takeFrom(guessesOfAddress, from);
      if (name === 'session.renew') await takeFrom(renewalsOfAddress, from);
      if (officerId !== null) {
        const ofName = own[name];
        if (ofName) await takeFrom(ofName, officerId);
        await takeFrom(contracts[name].kind === 'query' ? queriesOfOfficer : commandsOfOfficer, officerId);
      }
      if (organisationId !== undefined) await takeFrom(requestsOfOrganisation, organisationId);
    },
    takeConnection: (address) => takeFrom(requestsOfAddress, addressBlock(address)),
    async takeEvent(officerId, address) {
      await takeFrom(requestsOfAddress, addressBlock(address));
      await takeFrom(eventsOfOfficer, officerId);
    },
    takeGuess: (username) => takeFrom(guessesOfAccount, username),
  };
}

/**
 * What counts as one address: an IPv4 address however written, or the /64 of an IPv6 one, of which a single device
 * has 2^64 to choose from.
 */
export function addressBlock(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(':')) return address;
  const [bare = ''] = address.toLowerCase().split('%');
  const [head = '', tail] = bare.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  const groups = [...before, ...zeros, ...after].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${groups.join(':')}::/64`;
}
