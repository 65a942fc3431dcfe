/** mullama: runs large language models on a person's own machine. */
package io.mullama;
