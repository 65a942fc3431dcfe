/** What every command is made with. */
package io.mullama.cli.command;
