/** What can be set, where it was set, and which folders are used. */
package io.mullama.config;
