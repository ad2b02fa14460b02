using System.ComponentModel.DataAnnotations;

namespace Dispatch.Journal;

internal static class OptionsCheck
{
    /// <exception cref="ValidationException">A value is out of its range; the message names it.</exception>
    public static T Checked<T>(T options)
        where T : class
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        return options;
    }
}
