/** The routes of mullama's own API, the contract. */
package io.mullama.server.rest;
