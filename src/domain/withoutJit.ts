import { z } from 'zod';

// The policy of the studio's pages forbids code from text. The schema library would try whether it may compile its checks, and a
// browser would report that attempt at every load.
z.config({ jitless: true });
