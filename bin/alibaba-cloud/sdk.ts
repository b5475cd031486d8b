/*
 * The official SDK, in a module of its own that is loaded when needed. Both packages are CommonJS, which a dynamic import
 * gives other shapes to inside and outside of a bundle.
 */
import * as credentials from '@alicloud/credentials';
import * as openapi from '@alicloud/openapi-client';

export { credentials, openapi };
