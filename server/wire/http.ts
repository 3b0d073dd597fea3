// HTTP: the same commands as `POST /api/<name>`, health and metrics, and the console's files.
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import helmet from 'helmet';
import { errorCatalogue, Refusal } from '../../shared/errors.ts';
import { maxFrameBytes, type Reply } from '../../shared/protocol.ts';
import type { Access } from '../access/access.ts';
import { toRefusal } from '../platform/errors.ts';
import type { Logger } from '../platform/logger.ts';
import type { Metrics } from '../platform/metrics.ts';
import { addressOf, isFromHere } from './address.ts';
import { serveConsole } from './console-files.ts';
import type { Dispatch } from './dispatch.ts';

export interface HttpDeps {
  dispatch: Dispatch;
  access: Access;
  /** Says in one sentence why this node should get no traffic now, or null when it is fit. */
  unfit(): Promise<string | null>;
  /** Folder of the built console. */
  consoleDir: string;
  /** Whether people reach this node by https: only then may the browser be told to upgrade everything. */
  secure: boolean;
  logger: Logger;
  metrics: Metrics;
}

function send(response: Response, reply: Reply<unknown>): void {
  response.status(reply.ok ? 200 : errorCatalogue[reply.error.code].status).json(reply);
}

async function callerOf(access: Access, request: Request) {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  if (!token) return null;
  if (scheme?.toLowerCase() !== 'bearer') throw new Refusal('token_invalid');
  const { sessionId, officerId, organisationId } = await access.verifyAccessToken(token);
  return { sessionId, officerId, organisationId };
}

const nothingHere = (_request: Request, response: Response): void => {
  response.status(404).type('text').send('There is nothing here.\n');
};

export function createHttp(deps: HttpDeps): Express {
  const { dispatch, access, metrics, logger } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.use(
    helmet({
      // On plain HTTP in a LAN an upgrade to https would leave a blank page.
      strictTransportSecurity: deps.secure,
      contentSecurityPolicy: {
        directives: {
          'default-src': ["'self'"],
          'connect-src': ["'self'", 'ws:', 'wss:'],
          'font-src': ["'self'"],
          'img-src': ["'self'"],
          'manifest-src': ["'self'"],
          'worker-src': ["'self'"],
          'style-src': ["'self'", "'unsafe-inline'"],
          'upgrade-insecure-requests': deps.secure ? [] : null,
        },
      },
    }),
  );

  app.get('/healthz', (_request, response) => {
    response.json({ ok: true });
  });
  app.get('/readyz', async (_request, response) => {
    const reason = await deps.unfit();
    response.status(reason === null ? 200 : 503).json({ ok: reason === null, ...(reason && { reason }) });
  });
  app.get('/metrics', async (request, response, next) => {
    // Its counts tell how much each side writes in private, and the other side reaches this very port.
    if (!isFromHere(request)) return next();
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });

  app.post(
    '/api/:name',
    express.json({ limit: maxFrameBytes, strict: false, type: () => true }),
    async (request, response) => {
      const caller = await callerOf(access, request);
      const { reply, publish } = await dispatch({
        name: String(request.params.name),
        key: request.headers['idempotency-key'],
        input: request.body,
        address: addressOf(request),
        caller,
      });
      send(response, reply);
      publish();
    },
  );
  app.use('/api', (_request, response) =>
    send(response, { ok: false, error: new Refusal('unknown_command').toBody() }),
  );

  app.get('/metrics', nothingHere);
  serveConsole(app, deps.consoleDir);
  app.use(nothingHere);

  const failed: ErrorRequestHandler = (error, _request, response, _next) => {
    const refusal = refusalOf(error);
    if (refusal.code === 'internal') logger.error({ err: error }, 'a request failed');
    if (response.headersSent) response.destroy();
    else send(response, { ok: false, error: refusal.toBody() });
  };
  app.use(failed);
  return app;
}

const unreadable = (problem: string) => new Refusal('invalid_input', { issues: [{ path: '', problem }] });

/** body-parser says what was wrong with a body by `type`, Express and the file server by `status`. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Error && 'type' in error) {
    if (error.type === 'entity.too.large') return new Refusal('too_large');
    if (typeof error.type === 'string') return unreadable('the body is not JSON');
  }
  if (error instanceof Error && 'status' in error && typeof error.status === 'number') {
    if (error.status === 404) return new Refusal('not_found');
    // A body that does not unpack, a path that does not decode.
    if (error.status < 500) return unreadable('the request cannot be read');
  }
  return toRefusal(error);
}
