// Reads the settings from the environment and refuses wrong ones in words.
import { z } from 'zod';

/** The settings of one node. A null address means: not set, use what is built in. */
export interface Config {
  port: number;
  host: string;
  /** Where the embedded Postgres keeps the record. */
  dataDir: string;
  /** The address that people and programs reach this node by, without a slash at the end. */
  publicUrl: string;
  databaseUrl: string | null;
  redisUrl: string | null;
  logLevel: LogLevel;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** How much is logged, in pino's words. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Settings are wrong; the message has one plain sentence a variable and no value that could be secret. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const GREATEST_PORT = 65_535;

const url = (schemes: RegExp, sentence: string) =>
  z.string().refine((text) => schemes.test(text) && URL.canParse(withHost(text)), sentence);

// Postgres addresses may leave the host out and name a socket folder in their query instead.
const withHost = (text: string) => text.replace(/^(postgres(?:ql)?:\/\/[^/?#]*@)(?=[/?]|$)/, '$1localhost');

const environment = z.object({
  PORT: z
    .string()
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= GREATEST_PORT, {
      error: `PORT must be a whole number from 0 to ${GREATEST_PORT}, such as 8420.`,
    })
    .transform(Number)
    .default(8420),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, 'HOST must be a host name or an address to listen on, such as 127.0.0.1.')
    .default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  PUBLIC_URL: url(
    /^https?:\/\/[^?#]+$/i,
    'PUBLIC_URL must be an address such as https://parley.example.org.',
  ).optional(),
  DATABASE_URL: url(
    /^postgres(ql)?:\/\//i,
    'DATABASE_URL must be the address of a Postgres database, such as postgres://user:password@host:5432/parley.',
  ).optional(),
  REDIS_URL: url(
    /^rediss?:\/\//i,
    'REDIS_URL must be the address of a Redis server, such as redis://host:6379.',
  ).optional(),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.` })
    .default('info'),
});

/** Reads the settings; an empty variable counts as not set. Throws ConfigError. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const names = Object.keys(environment.shape);
  const given = names.flatMap((name) => (env[name]?.trim() ? [[name, env[name].trim()]] : []));
  const parsed = environment.safeParse(Object.fromEntries(given));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => issue.message).join('\n'));
  const { PORT, HOST, DATA_DIR, PUBLIC_URL, DATABASE_URL, REDIS_URL, LOG_LEVEL } = parsed.data;
  return {
    port: PORT,
    host: HOST,
    dataDir: DATA_DIR,
    publicUrl: PUBLIC_URL?.replace(/\/+$/, '') ?? localAddress(HOST, PORT),
    databaseUrl: DATABASE_URL ?? null,
    redisUrl: REDIS_URL ?? null,
    logLevel: LOG_LEVEL,
  };
}

/** The address of a node that listens on `host` and `port`, as this machine would reach it. */
export function localAddress(host: string, port: number): string {
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const name = isEverywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
