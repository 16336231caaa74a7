// The tutorial's sample message board, served by Koa from memory. Reading only, as in the tutorial.
import { readFileSync } from 'node:fs';
import Koa from 'koa';
import Router from 'koa-router';

const board = JSON.parse(readFileSync(new URL('db.json', import.meta.url), 'utf8'));

const byId = (rows) => (ctx) => {
  const id = Number(ctx.params.id);
  ctx.body = rows.find((row) => row.id === id); // not found: Koa responds with 204, as the sample does
};

const matching = (rows, field) => (ctx) => {
  const id = Number(ctx.params.id);
  ctx.body = rows.filter((row) => row[field] === id);
};

const constant = (body) => (ctx) => {
  ctx.body = body;
};

const router = new Router()
  .get('/', constant('Ready to receive requests'))
  .get('/api', constant('API ready to receive requests'))
  .get('/api/users', constant(board.users))
  .get('/api/users/:id', byId(board.users))
  .get('/api/threads', constant(board.threads))
  .get('/api/threads/:id', byId(board.threads))
  .get('/api/posts', constant(board.posts))
  .get('/api/posts/in-thread/:id', matching(board.posts, 'thread'))
  .get('/api/posts/by-user/:id', matching(board.posts, 'user'));

new Koa()
  .use(router.routes())
  .use(router.allowedMethods())
  .listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
